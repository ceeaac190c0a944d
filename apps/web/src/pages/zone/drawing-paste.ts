import { useEffect } from 'react';
import { useProjection } from '../../panels/hot-spots.ts';
import { isWriting } from '../../shell/bare-keys.ts';
import { type Drawing, useGround } from './drawing.ts';
import { cornersIn } from './pasted-corners.ts';

/** Coordinates that are pasted are the next corners; where nothing is drawn yet, they begin a zone. */
export function useDrawingPaste({ editor: { tool }, change, mayDraw }: Drawing): void {
  const { toMetres } = useProjection();
  const ground = useGround();
  useEffect(() => {
    if (!mayDraw) return;
    const paste = (event: ClipboardEvent): void => {
      if (isWriting(event.target)) return;
      const corners = cornersIn(event.clipboardData?.getData('text/plain') ?? '', toMetres, ground);
      if (corners === null) return;
      event.preventDefault();
      if (tool === 'select' || tool === 'merge') change({ do: 'tool', tool: 'draw' });
      for (const point of corners) change({ do: 'put', point });
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [tool, change, mayDraw, toMetres, ground]);
}
