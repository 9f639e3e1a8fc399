package dev.freehold.server.document;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * What an incremental update made of a document. Everything has to be as it was but for what a
 * signature needs: its field, the field's place on a page, and dates. Each object of the original
 * is compared with what stands under its number now, so that nothing can be put over it.
 */
// Objects of one parsed document are the same if they are identical: equals compares what they
// hold.
@SuppressWarnings("ReferenceEquality")
final class PdfUpdate {

  private static final Set<COSName> CATALOG =
      names("AcroForm", "Extensions", "Version", "Perms", "Metadata");
  private static final Set<COSName> FORM = names("Fields", "SigFlags", "DA", "DR");
  private static final Set<COSName> FIELD =
      names("V", "Rect", "AP", "AS", "F", "M", "DA", "MK", "BS", "Border", "Lock", "P", "NM");
  private static final Set<COSName> NEW_FIELD =
      names("Type", "Subtype", "FT", "T", "TU", "Ff", "Q", "Kids", "Parent", "StructParent");
  private static final Set<COSName> INFORMATION = names("ModDate", "Producer");
  private static final Set<COSName> PAGE = names("Annots");

  private final PDDocument before;
  private final PDDocument after;
  private final SameObjects same;

  PdfUpdate(PDDocument before, PDDocument after) {
    this.before = before;
    this.after = after;
    this.same = new SameObjects();
  }

  private static Set<COSName> names(String... names) {
    Set<COSName> set = new HashSet<>();
    for (String name : names) {
      set.add(COSName.getPDFName(name));
    }
    return Set.copyOf(set);
  }

  /**
   * Makes sure that a signature was added and nothing else.
   *
   * @param field the signature's field, which may be the one that was there
   * @throws DocumentException {@code CHANGED}
   */
  void requireSignatureOnly(COSDictionary field) throws IOException {
    COSDictionary trailer = after.getDocument().getTrailer();
    if (trailer.containsKey(COSName.ENCRYPT)
        || !sameKey(before.getDocument().getTrailer(), trailer, COSName.ROOT)
        || !sameKey(before.getDocument().getTrailer(), trailer, COSName.INFO)) {
      throw changed("its beginning");
    }
    for (COSObjectKey key : before.getDocument().getXrefTable().keySet()) {
      COSBase old = before.getDocument().getObjectFromPool(key).getObject();
      COSBase now = after.getDocument().getObjectFromPool(key).getObject();
      if (!same.test(old, now)) {
        requireAllowed(old, now, field);
      }
    }
    requireOneMore(before, after, field);
    requireInFrame(field);
  }

  private static boolean sameKey(COSDictionary old, COSDictionary now, COSName name) {
    return old.getItem(name) instanceof COSObject a
        && now.getItem(name) instanceof COSObject b
        && a.getKey().equals(b.getKey());
  }

  private void requireAllowed(COSBase old, COSBase now, COSDictionary field) {
    if (!(old instanceof COSDictionary was) || !(now instanceof COSDictionary is)) {
      throw changed("an object");
    }
    if (was == before.getDocumentCatalog().getCOSObject()) {
      requireOnly(was, is, CATALOG, "its catalogue");
      requirePermissions(is, field);
    } else if (was == form(before)) {
      requireOnly(was, is, FORM, "its form");
    } else if (is == field) {
      requireOnly(was, is, FIELD, "its signature field");
    } else if (was == before.getDocumentInformation().getCOSObject()) {
      requireOnly(was, is, INFORMATION, "its properties");
    } else if (COSName.PAGE.equals(was.getCOSName(COSName.TYPE))) {
      requireOnly(was, is, PAGE, "a page");
    } else {
      throw changed("an object");
    }
  }

  /** The person who certifies a document says so with the same signature. */
  private static void requirePermissions(COSDictionary catalog, COSDictionary field) {
    COSDictionary permissions = catalog.getCOSDictionary(COSName.PERMS);
    if (permissions != null
        && (permissions.size() != 1
            || permissions.getCOSDictionary(COSName.DOCMDP) != field.getCOSDictionary(COSName.V))) {
      throw changed("its permissions");
    }
  }

  private void requireOnly(COSDictionary was, COSDictionary is, Set<COSName> allowed, String what) {
    Set<COSName> names = new HashSet<>(was.keySet());
    names.addAll(is.keySet());
    names.removeAll(allowed);
    for (COSName name : names) {
      if (!same.test(was.getItem(name), is.getItem(name))) {
        throw changed(what);
      }
    }
  }

  /** The form has the old field and the signature's; pages have at most its place more. */
  private void requireOneMore(PDDocument old, PDDocument now, COSDictionary field)
      throws IOException {
    COSDictionary form = form(now);
    requireOnly(form(old), form, FORM, "its form");
    requireOnlyNew(form(old).getCOSArray(COSName.FIELDS), form.getCOSArray(COSName.FIELDS), field);
    if (now.getNumberOfPages() != old.getNumberOfPages()) {
      throw changed("its pages");
    }
    for (int i = 0; i < old.getNumberOfPages(); i++) {
      PDPage was = old.getPage(i);
      PDPage is = now.getPage(i);
      requireOnlyNew(
          was.getCOSObject().getCOSArray(COSName.ANNOTS),
          is.getCOSObject().getCOSArray(COSName.ANNOTS),
          field);
    }
    requirePlainField(field);
  }

  private void requireOnlyNew(COSArray was, COSArray is, COSDictionary field) {
    List<? extends COSBase> old = was == null ? List.of() : was.toList();
    List<? extends COSBase> now = is == null ? List.of() : is.toList();
    boolean isNew = now.size() == old.size() + 1 && is.getObject(old.size()) == field;
    boolean isLonger = now.size() == old.size() || isNew;
    for (int i = 0; isLonger && i < old.size(); i++) {
      isLonger = same.test(old.get(i), now.get(i));
    }
    if (!isLonger) {
      throw changed("its form fields or annotations");
    }
  }

  private static void requirePlainField(COSDictionary field) {
    for (COSName name : field.keySet()) {
      boolean isKnown = FIELD.contains(name) || NEW_FIELD.contains(name);
      boolean isNested = name.equals(COSName.KIDS) || name.equals(COSName.PARENT);
      if (!isKnown || isNested || !COSName.SIG.equals(field.getCOSName(COSName.FT))) {
        throw changed("its signature field");
      }
    }
  }

  /** What is shown of the signature must not lie over what the document says. */
  private void requireInFrame(COSDictionary field) {
    SignatureFrame frame = SignatureFrame.of(before);
    if (!frame.holds(field, after)) {
      throw new DocumentException(
          DocumentError.CHANGED,
          "a visible signature has to lie within the frame on the last page of the document; sign"
              + " the document again there, or invisibly");
    }
  }

  private static COSDictionary form(PDDocument document) {
    COSDictionary form =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    if (form == null) {
      throw changed("its form");
    }
    return form;
  }

  static DocumentException changed(String what) {
    return new DocumentException(
        DocumentError.CHANGED,
        "something but a signature was added to the document (%s is another); take the document as"
                .formatted(what)
            + " it was made here and add one signature, without saving it anew");
  }
}
