import { descriptionMax, tagMax, tagsMax, titleMax, visibility } from '@pinhole/contracts';

/** The form as OpenAPI shows it. It is read part by part while it streams, so there is no schema of the whole to derive it from. */
export const uploadForm = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'The photo. Its type is read from its bytes.' },
    title: { type: 'string', maxLength: titleMax },
    description: { type: 'string', maxLength: descriptionMax },
    tags: {
      type: 'array',
      maxItems: tagsMax,
      items: { type: 'string', maxLength: tagMax },
      description: 'Repeated, comma separated or both.',
    },
    visibility: { type: 'string', enum: visibility.options, default: 'public' },
  },
};
