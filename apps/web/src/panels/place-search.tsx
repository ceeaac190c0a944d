import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { nameIn, useLanguage } from '../text/index.ts';
import { showPlace, useCity } from './city.ts';
import { placeBySlug } from './place-facts.ts';
import styles from './place-search.module.css';
import { fitness, takenByEnter } from './search-text.ts';

export const SEARCH_ID = 'place-search';

/** Type a few letters of a place, choose it, and the map goes there. */
export function PlaceSearch() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { places } = useArea();
  const { setView } = useView();
  const city = useCity();
  const [text, setText] = useState('');
  const found = useMemo(
    () =>
      places.features
        .map(({ properties: { slug, names, kind } }) => ({
          id: slug,
          name: nameIn(names, language),
          kind,
          fit: Math.max(...Object.values(names).map((name) => (name === undefined ? 0 : fitness(name, text)))),
        }))
        .filter(({ fit }) => fit > 0)
        .sort((a, b) => b.fit - a.fit),
    [places, language, text],
  );
  const choose = (slug: string): void => {
    const place = placeBySlug(places, slug);
    if (place === undefined) return;
    // The list opens at every change of text while the field has the focus: it goes to what was chosen.
    setText('');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    city?.focus();
    setView({ at: slug });
    showPlace(city, place);
  };
  return (
    <ComboBox
      className={styles.search!}
      aria-label={t('search.label')}
      inputValue={text}
      onInputChange={setText}
      items={found}
      menuTrigger="focus"
      allowsEmptyCollection
      value={null}
      onChange={(slug) => {
        if (slug !== null) choose(String(slug));
      }}
    >
      <div className={styles.field}>
        <Icon name="search" size={18} />
        <Input
          id={SEARCH_ID}
          className={styles.input!}
          placeholder={t('search.placeholder')}
          onKeyDownCapture={(event) => {
            const first = takenByEnter(event.nativeEvent, event.currentTarget, found);
            if (first === null) return;
            event.preventDefault();
            event.stopPropagation();
            choose(first.id);
          }}
        />
        {text !== '' && (
          <Button slot={null} className={styles.clear!} aria-label={t('search.clear')} onPress={() => setText('')}>
            <Icon name="close" size={14} />
          </Button>
        )}
      </div>
      <Popover className={styles.popover!} offset={6}>
        <ListBox
          className={styles.list!}
          items={found}
          renderEmptyState={() => <p className={styles.none}>{t('search.none', { text })}</p>}
        >
          {({ id, name, kind }) => (
            <ListBoxItem id={id} className={styles.item!} textValue={name}>
              <span>{name}</span>
              <small>{t(`place.kind.${kind}`)}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
