/** Where to look once all is ready, as a banner shows it. */
export function addresses(url: string): string {
  return `\
    Gallery    ${url}
    Photos     ${url}/v1/photos
    API        ${url}/openapi/upload-api.json
               ${url}/openapi/gallery-api.json
    Health     ${url}/health/ready

    Try        curl -F file=@photo.jpg ${url}/v1/uploads`;
}
