export { claimRevision, type Making } from './claim-revision.js';
export { uploadsDataSourceOptions } from './data-source.js';
export { photoUploadedOf } from './describe-upload.js';
export { MakingEntity } from './making.entity.js';
export { UploadEntity } from './upload.entity.js';
export { UploadLedger } from './upload-ledger.js';
