/** Where the built site lies, for whoever serves it. */
export const siteFolder: string = import.meta.dirname;
