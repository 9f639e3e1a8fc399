package dev.freehold.server.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The structure of an incremental update that every program reads alike. Programs repair an
 * ambiguous or damaged file each in its own way, and the approver's might show a page that ours
 * never sees. So there is one table of references at the place that the last line gives (ISO
 * 32000-1, 7.5.4 to 7.5.6), and it names each object of the update once, where it is.
 */
final class UpdateStructure {

  private static final Pattern END =
      Pattern.compile("startxref\\s{1,2}(\\d{1,10})\\s{1,2}%%EOF\\s{0,2}");
  private static final Pattern TABLE = Pattern.compile("xref\\s{1,2}");
  private static final Pattern SECTION = Pattern.compile("(\\d{1,10}) (\\d{1,10})\\s{1,2}");
  private static final Pattern ENTRY = Pattern.compile("(\\d{10}) (\\d{5}) ([nf])\\s{1,2}");

  // Possessive, and beginning where digits do: an update has thousands of zeros in a row.
  private static final Pattern OBJECT =
      Pattern.compile("(?<!\\d)(\\d++)[\\s\\x00]++(\\d++)[\\s\\x00]*+obj");

  private static final String TABLE_WORD = "xref";
  private static final String TRAILER = "trailer";
  private static final String LAST_LINE = "startxref";

  private final String update;
  private final int from;

  /** The numbers of its objects, which all are of generation 0. */
  private final Set<Long> original;

  /** By offset in the file. */
  private final Map<Long, String> named = new HashMap<>();

  private final Set<Long> numbers = new HashSet<>();

  private UpdateStructure(String update, int from, PDDocument before) {
    this.update = update;
    this.from = from;
    this.original =
        before.getDocument().getXrefTable().keySet().stream()
            .map(COSObjectKey::getNumber)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Makes sure that there is one way to read what follows the original.
   *
   * @param file the original and one update
   * @param from where the update begins
   * @throws DocumentException {@code CHANGED}
   */
  static void require(byte[] file, int from, PDDocument before, PDDocument after) {
    String text = new String(file, from, file.length - from, ISO_8859_1);
    UpdateStructure structure = new UpdateStructure(text, from, before);
    if (!structure.hasOneTable()
        || !structure.namesEveryObject()
        || !follows(before.getDocument(), after.getDocument())
        || !UniqueKeys.in(text)) {
      throw PdfUpdate.changed("its structure");
    }
  }

  private static boolean follows(COSDocument before, COSDocument after) {
    COSDictionary trailer = after.getTrailer();
    return !after.isXRefStream()
        && !after.hasHybridXRef()
        && !trailer.containsKey(COSName.XREF_STM)
        && trailer.getLong(COSName.PREV) == before.getStartXref();
  }

  private boolean hasOneTable() {
    int last = update.indexOf(LAST_LINE);
    if (last < 0) {
      return false;
    }
    Matcher end = END.matcher(update).region(last, update.length());
    if (!end.matches()) {
      return false;
    }
    long table = Long.parseLong(end.group(1)) - from;
    int trailer = update.indexOf(TRAILER);
    return update.indexOf(TABLE_WORD) == table
        && update.indexOf(TABLE_WORD, (int) table + 1) == last + LAST_LINE.indexOf(TABLE_WORD)
        && trailer > table
        && update.lastIndexOf(TRAILER) == trailer
        && sectionsEnd((int) table) == trailer;
  }

  /** Reads the table; gives where it ends, or less than nothing if it is another than it should. */
  private int sectionsEnd(int table) {
    Matcher read = TABLE.matcher(update).region(table, update.length());
    if (!read.lookingAt()) {
      return -1;
    }
    int at = read.end();
    while (read.usePattern(SECTION).region(at, update.length()).lookingAt()) {
      long number = Long.parseLong(read.group(1));
      long count = Long.parseLong(read.group(2));
      at = read.end();
      for (long i = 0; i < count; i++) {
        read.usePattern(ENTRY).region(at, update.length());
        if (!read.lookingAt() || !takes(number + i, read)) {
          return -1;
        }
        at = read.end();
      }
    }
    return at;
  }

  /** Nothing of the original is freed or has another generation; what is new may have any. */
  private boolean takes(long number, Matcher entry) {
    boolean isFree = entry.group(3).equals("f");
    int generation = Integer.parseInt(entry.group(2));
    if (!numbers.add(number) || isFree != (number == 0)) {
      return false;
    }
    return isFree
        || ((generation == 0 || !original.contains(number))
            && named.put(Long.parseLong(entry.group(1)), number + " " + generation) == null);
  }

  private boolean namesEveryObject() {
    Matcher object = OBJECT.matcher(update);
    int found = 0;
    while (object.find()) {
      String name = object.group(1) + " " + object.group(2);
      if (!name.equals(named.get((long) from + object.start()))) {
        return false;
      }
      found++;
    }
    return found == named.size();
  }
}
