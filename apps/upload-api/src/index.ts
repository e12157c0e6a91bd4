export { uploadsDataSourceOptions } from './data-source.js';
export { photoUploadedOf } from './describe-upload.js';
export { UploadEntity } from './upload.entity.js';
export { UploadLedger } from './upload-ledger.js';
