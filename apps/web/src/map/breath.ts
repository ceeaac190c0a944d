const HIDDEN_MS = 120;

/**
 * Until the page has drawn a frame and had a moment for everything else: where painting is slow, figures and brush
 * come first and the map follows as it can. A page in the background draws no frames; then a timer has to do.
 */
export const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
