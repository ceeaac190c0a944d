import { PermitArea } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../api.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useEditor } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import { outlineOf, shapeOf } from './outline.ts';
import { permitsQuery } from './plans.ts';

/** Of a permit, what isn't drawn. */
export type PermitWords = Pick<PermitArea, 'name' | 'decision' | 'hours' | 'valid_from' | 'valid_to'>;

/** Where and when ordningsvakter may serve: the areas as they are drawn, and how each is recorded. */
export function usePermits(slug: string) {
  const projected = useProjection();
  const queries = useQueryClient();
  const read = useQuery(permitsQuery(slug));
  const drawing = useEditor();
  const [editor, change] = drawing;
  const opened = useRef<unknown>(undefined);
  useEffect(() => {
    // What was drawn and isn't recorded yet stays when the list is asked for anew.
    if (read.data === undefined || opened.current === read.data) return;
    opened.current = read.data;
    const known = read.data.map(
      ({ permit_id, name, outline }): EditedZone => ({
        ...{ zone_id: permit_id, name, origin: 'drawn', why: '', given: outline },
        shape: shapeOf(outline, projected),
      }),
    );
    change({ do: 'open', zones: known });
  }, [read.data, change, projected]);

  const path = `/api/${slug}/permit-areas`;
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['permit-areas', slug] });
  const record = useMutation({
    mutationFn: ({ zone, words }: { zone: EditedZone; words: PermitWords }) => {
      const before = read.data?.find(({ permit_id }) => permit_id === zone.zone_id);
      const permit = { ...words, outline: zone.given ?? outlineOf(zone.shape, projected) };
      return before === undefined
        ? api.post(path, permit, PermitArea)
        : api.put(`${path}/${before.permit_id}`, { ...permit, version: before.version }, PermitArea);
    },
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: (permit_id: string) => api.delete(`${path}/${permit_id}`),
    onSuccess: renew,
  });
  return {
    ...{ drawing, editor, permits: read.data, error: read.error ?? record.error ?? remove.error },
    retry: () => void read.refetch(),
    record: record.mutate,
    remove: remove.mutate,
    isBusy: record.isPending || remove.isPending,
  };
}

export type Permits = ReturnType<typeof usePermits>;
