import { make } from './make.js';

/** One photo on its way in: its name, how far it is, and what to do when it fails. */
export class UploadRow {
  readonly #bar = make('progress', { max: 1, value: 0 });
  readonly #state = make('span', { className: 'upload-state' }, 'Waiting');
  readonly #buttons = make('span', { className: 'upload-buttons', hidden: true });
  readonly element: HTMLLIElement;

  constructor(name: string, onRetry: () => void) {
    this.#bar.ariaLabel = `Upload of ${name}`;
    const retry = make('button', { className: 'button', type: 'button', ariaLabel: `Try again: ${name}` }, 'Try again');
    const dismiss = make('button', { className: 'button', type: 'button', ariaLabel: `Dismiss: ${name}` }, 'Dismiss');
    retry.addEventListener('click', onRetry);
    dismiss.addEventListener('click', () => this.element.remove());
    this.#buttons.append(retry, dismiss);
    this.element = make('li', { className: 'upload' }, make('span', {}, name), this.#state, this.#bar, this.#buttons);
  }

  waiting(): void {
    this.#show('Waiting', 0);
  }

  sending(share: number): void {
    this.#show(share < 1 ? `${Math.floor(share * 100)} %` : 'Storing …', share);
  }

  preparing(): void {
    this.#show('Uploaded, being prepared …', 1);
  }

  /** A retry is offered only where it could end otherwise. */
  failed(sentence: string, canRetry: boolean): void {
    this.#show(sentence, 0);
    this.element.classList.add('failed');
    this.#bar.hidden = true;
    this.#buttons.hidden = false;
    (this.#buttons.firstElementChild as HTMLElement).hidden = !canRetry;
  }

  #show(state: string, share: number): void {
    this.element.classList.remove('failed');
    this.#bar.hidden = false;
    this.#buttons.hidden = true;
    this.#bar.value = share;
    this.#state.textContent = state;
  }
}
