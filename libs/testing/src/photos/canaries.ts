import type { Exif } from 'sharp';

/** What a card may say of every photo that is made with canaries. */
export const canaryCamera = { make: 'Pinhole', model: 'Obscura 1' } as const;

/** What cameras and programs write into photos, with a word in each that no public byte may contain. */
export const canaryMetadata: { exif: Exif; xmp: string } = {
  exif: {
    IFD0: {
      Artist: 'CANARY-artist',
      Copyright: 'CANARY-copyright',
      ImageDescription: 'CANARY-description',
      Make: canaryCamera.make,
      Model: canaryCamera.model,
    },
    IFD2: { BodySerialNumber: 'CANARY-serial', CameraOwnerName: 'CANARY-owner', UserComment: 'CANARY-comment' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '60/1 10/1 30/1',
      GPSLongitudeRef: 'E',
      GPSLongitude: '24/1 56/1 0/1',
      GPSMapDatum: 'CANARY-gps',
    },
  },
  xmp: `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="CANARY-xmp"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
};
