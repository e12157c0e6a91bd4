/** What a newcomer wants to know when all is ready. */
export function banner(url: string): string {
  return `
  Pinhole is ready.

    Gallery    ${url}
    Photos     ${url}/v1/photos
    API        ${url}/openapi/upload-api.json
               ${url}/openapi/gallery-api.json
    Health     ${url}/health/ready

    Try        curl -F file=@photo.jpg ${url}/v1/uploads

    Stop       Ctrl-C, or 'docker compose down'. LocalStack keeps nothing when it ends, so the photos go with it.
`;
}
