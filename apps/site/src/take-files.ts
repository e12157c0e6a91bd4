import { find } from './make.js';

/** Photos come by the button, or dropped anywhere on the page: a drop beside the frame would make the browser leave for the file. */
export function takeFiles(onFiles: (files: File[]) => void): void {
  const choose = find('choose', HTMLInputElement);
  const zone = find('drop', HTMLDivElement);
  choose.addEventListener('change', () => {
    onFiles([...(choose.files ?? [])]);
    choose.value = '';
  });
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    zone.classList.add('over');
  };
  document.addEventListener('dragenter', over);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) zone.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}
