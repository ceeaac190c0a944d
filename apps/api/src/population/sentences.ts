import { registerProblems } from '../errors.ts';

/** What is said of how many live where, and of files that tell it. */
registerProblems(
  {
    sv: {
      population_unknown: 'Hur många som bor var i {slug} är inte känt. Ange en fil med rutor, till exempel från SCB.',
      population_told:
        '{slug}: {n|en ruta|# rutor} ({sides} m) med {residents|en boende|# boende}, {source}, {day}.{made_up}',
      population_found:
        'Filen har {n|en ruta|# rutor} ({sides} m) i {slug} med {residents|en boende|# boende}, {source}, {day}.',
      population_left_out: '{n|En ruta|# rutor} i filen ligger utanför området och är inte med.',
      population_nested:
        '{n|En stor ruta|# stora rutor} har mindre rutor i sig. Den som bor i en mindre ruta räknas bara där.',
      population_before:
        'Ersätter {n|en ruta|# rutor} ({sides} m) med {residents|en boende|# boende}, {source}, {day}.{made_up}',
      population_waiting: 'Inget har ändrats. Lägg till --yes för att läsa in det.',
      population_loaded: '{slug} har nu {n|en ruta|# rutor} med {residents|en boende|# boende}.',
      population_no_day: 'okänd dag',
      population_made_up: 'Påhittat för demonstrationen.',
      population_file_missing: '{file} går inte att läsa ({reason}). Ange en fil som finns.',
      population_file_big: '{file} är större än {limit} MB. Spara bara rutorna i kommunen.',
      population_file_long: '{file} har fler än {max} rader. Spara bara rutorna i kommunen.',
      population_file_empty: '{file} har inga rader. Ange en fil med en ruta per rad.',
      population_file_unreadable:
        '{file} går inte att läsa som rutor. Spara den som GeoPackage, zippad Shapefile, GeoJSON eller CSV.',
      population_columns: '{file} saknar en kolumn för {missing}. Kolumnerna är {found}. Döp om den rätta.',
      population_square:
        'Rad {row} i {file}: ”{value}” är ingen ruta. Ange tretton siffror (sex österut, sju norrut), eller kolumnerna E och N. Inget har ändrats.',
      population_count:
        'Rad {row} i {file}: ”{value}” är inget antal boende. Ange ett heltal från 0. Inget har ändrats.',
      population_side:
        'Rad {row} i {file}: rutans sida är ”{value}” meter. Ange den i kolumnen rutstorl, från 50 till 10 000. Inget har ändrats.',
      population_grid:
        'Rad {row} i {file}: {value} ligger inte på ett rutnät med sidan {side} m. Rätta koordinaterna eller rutstorl. Inget har ändrats.',
      population_twice:
        'Rad {row} i {file} har samma ruta som rad {first}: {value}. Välj en fil med totalen, en rad per ruta. Inget har ändrats.',
      population_sides:
        'Rutorna i {file} har sidorna {sides} m, som inte går jämnt upp i varandra. Dela filen och välj en av dem.',
      population_degrees:
        'Rad {row} i {file}: {value} är grader. Spara rutorna i ett system i meter, till exempel EPSG:3006.',
      population_crs: '{file} är i EPSG:{srid}, som inte mäter i meter här. Spara rutorna i EPSG:{expected}.',
      population_outside:
        'Ingen ruta i {file} ligger i {slug}: den första är {value} i EPSG:{srid}. Kontrollera filen, och att den är i det systemet. Inget har ändrats.',
      population_many: '{file} har {n} rutor i området, fler än {max}. Välj större rutor.',
    },
    en: {
      population_unknown: 'How many live where in {slug} isn’t known. Give a file of squares, of SCB for example.',
      population_told:
        '{slug}: {n|one square|# squares} ({sides} m) with {residents|one resident|# residents}, {source}, {day}.{made_up}',
      population_found:
        'The file has {n|one square|# squares} ({sides} m) in {slug} with {residents|one resident|# residents}, {source}, {day}.',
      population_left_out: '{n|One square|# squares} of the file lie outside the area and are left out.',
      population_nested:
        '{n|One large square has|# large squares have} smaller squares in them. Whoever lives in a smaller one is counted there only.',
      population_before:
        'It takes the place of {n|one square|# squares} ({sides} m) with {residents|one resident|# residents}, {source}, {day}.{made_up}',
      population_waiting: 'Nothing has been changed. Add --yes to load it.',
      population_loaded: '{slug} now has {n|one square|# squares} with {residents|one resident|# residents}.',
      population_no_day: 'day unknown',
      population_made_up: 'Invented for the demonstration.',
      population_file_missing: '{file} can’t be read ({reason}). Give a file that is there.',
      population_file_big: '{file} is larger than {limit} MB. Save the squares of the municipality only.',
      population_file_long: '{file} has more than {max} rows. Save the squares of the municipality only.',
      population_file_empty: '{file} has no rows. Give a file with a square a row.',
      population_file_unreadable:
        '{file} can’t be read as squares. Save it as GeoPackage, zipped shapefile, GeoJSON or CSV.',
      population_columns: '{file} has no column for {missing}. Its columns are {found}. Rename the right one.',
      population_square:
        'Row {row} of {file}: “{value}” is no square. Give thirteen digits (six east, seven north), or the columns E and N. Nothing has been changed.',
      population_count:
        'Row {row} of {file}: “{value}” is no number of residents. Give a whole number from 0. Nothing has been changed.',
      population_side:
        'Row {row} of {file}: the square’s side is “{value}” metres. Give it in the column rutstorl, from 50 to 10,000. Nothing has been changed.',
      population_grid:
        'Row {row} of {file}: {value} isn’t on a grid of {side} m. Mend the coordinates or rutstorl. Nothing has been changed.',
      population_twice:
        'Row {row} of {file} has the same square as row {first}: {value}. Choose a file of totals, a row per square. Nothing has been changed.',
      population_sides:
        'The squares of {file} have sides of {sides} m, which don’t divide each other. Split the file and choose one of them.',
      population_degrees:
        'Row {row} of {file}: {value} are degrees. Save the squares in a system in metres, EPSG:3006 for example.',
      population_crs: '{file} is in EPSG:{srid}, which isn’t in metres here. Save the squares in EPSG:{expected}.',
      population_outside:
        'No square of {file} lies in {slug}: the first is {value} in EPSG:{srid}. Check the file, and that it is in that system. Nothing has been changed.',
      population_many: '{file} has {n} squares in the area, more than {max}. Choose larger squares.',
    },
    ar: {
      population_unknown: 'عدد السكان في كل مربع من {slug} غير معروف. أعطِ ملف مربعات، من SCB مثلًا.',
      population_told: '{slug}: عدد المربعات {n} ({sides} م)، وعدد السكان {residents}، {source}، {day}.{made_up}',
      population_found: 'في الملف مربعات عددها {n} ({sides} م) داخل {slug}، وعدد السكان {residents}، {source}، {day}.',
      population_left_out: 'مربعات الملف الواقعة خارج المنطقة لم تُدرج، وعددها {n}.',
      population_nested: 'المربعات الكبيرة التي بداخلها مربعات أصغر عددها {n}. من يسكن في مربع أصغر يُحسب فيه فقط.',
      population_before: 'يحل محل مربعات عددها {n} ({sides} م) وعدد سكانها {residents}، {source}، {day}.{made_up}',
      population_waiting: 'لم يتغير شيء. أضف ‎--yes لتحميله.',
      population_loaded: 'في {slug} الآن مربعات عددها {n} وعدد سكانها {residents}.',
      population_no_day: 'يوم غير معروف',
      population_made_up: 'مختلق للعرض التجريبي.',
      population_file_missing: 'تعذّرت قراءة {file} ({reason}). أعطِ ملفًا موجودًا.',
      population_file_big: 'الملف {file} أكبر من {limit} ميغابايت. احفظ مربعات البلدية فقط.',
      population_file_long: 'في {file} صفوف أكثر من {max}. احفظ مربعات البلدية فقط.',
      population_file_empty: 'لا صفوف في {file}. أعطِ ملفًا فيه مربع في كل صف.',
      population_file_unreadable:
        'تعذّرت قراءة {file} مربعاتٍ. احفظه بصيغة GeoPackage أو Shapefile مضغوط أو GeoJSON أو CSV.',
      population_columns: 'ينقص في {file} عمود {missing}. أعمدته هي {found}. أعد تسمية العمود الصحيح.',
      population_square:
        'الصف {row} من {file}: «{value}» ليس مربعًا. أعطِ ثلاثة عشر رقمًا (ستة شرقًا وسبعة شمالًا) أو العمودين E وN. لم يتغير شيء.',
      population_count: 'الصف {row} من {file}: «{value}» ليس عدد سكان. أعطِ عددًا صحيحًا من 0. لم يتغير شيء.',
      population_side:
        'الصف {row} من {file}: ضلع المربع «{value}» مترًا. اكتبه في العمود rutstorl من 50 إلى 10000. لم يتغير شيء.',
      population_grid:
        'الصف {row} من {file}: لا يقع {value} على شبكة ضلعها {side} م. صحّح الإحداثيات أو rutstorl. لم يتغير شيء.',
      population_twice:
        'في الصف {row} من {file} المربع نفسه الذي في الصف {first}: {value}. اختر ملفًا للمجموع، صف لكل مربع. لم يتغير شيء.',
      population_sides: 'أضلاع مربعات {file} هي {sides} م ولا يقسم بعضها بعضًا. قسّم الملف واختر واحدًا منها.',
      population_degrees: 'الصف {row} من {file}: ‏{value} درجات. احفظ المربعات في نظام بالأمتار، مثل EPSG:3006.',
      population_crs: 'الملف {file} في EPSG:{srid}، وهو ليس بالأمتار هنا. احفظ المربعات في EPSG:{expected}.',
      population_outside:
        'لا يقع أي مربع من {file} في {slug}: الأول {value} في EPSG:{srid}. تحقق من الملف ومن نظامه. لم يتغير شيء.',
      population_many: 'في {file} مربعات عددها {n} داخل المنطقة، أكثر من {max}. اختر مربعات أكبر.',
    },
  },
  { population_file_big: 413, population_file_long: 413, population_many: 413 },
);
