package dev.freehold.server.document;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Where a visible signature may be: within the empty field of the document as it was made. */
record SignatureFrame(PDRectangle rectangle, int page) {

  private static final float TOLERANCE = 1f;
  private static final int CORNERS = 4;

  static SignatureFrame of(PDDocument original) {
    COSArray corners =
        original
            .getDocumentCatalog()
            .getAcroForm(null)
            .getField(PurgeDocumentPdf.FIELD)
            .getCOSObject()
            .getCOSArray(COSName.RECT);
    return new SignatureFrame(new PDRectangle(corners), original.getNumberOfPages() - 1);
  }

  /** Whether the field is invisible or lies within, on the same page and no other. */
  boolean holds(COSDictionary field, PDDocument signed) {
    COSArray corners = field.getCOSArray(COSName.RECT);
    if (corners == null || corners.size() != CORNERS) {
      return corners == null;
    }
    if (!corners.toList().stream().allMatch(COSNumber.class::isInstance)) {
      return false;
    }
    PDRectangle shown = new PDRectangle(corners);
    if (shown.getWidth() == 0 || shown.getHeight() == 0) {
      return true;
    }
    for (int i = 0; i < signed.getNumberOfPages(); i++) {
      if (isOn(signed.getPage(i), field) != (i == page)) {
        return false;
      }
    }
    return isWithin(shown);
  }

  private static boolean isOn(PDPage page, COSDictionary field) {
    COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    return annotations != null && annotations.indexOfObject(field) >= 0;
  }

  private boolean isWithin(PDRectangle shown) {
    return shown.getLowerLeftX() >= rectangle.getLowerLeftX() - TOLERANCE
        && shown.getLowerLeftY() >= rectangle.getLowerLeftY() - TOLERANCE
        && shown.getUpperRightX() <= rectangle.getUpperRightX() + TOLERANCE
        && shown.getUpperRightY() <= rectangle.getUpperRightY() + TOLERANCE;
  }
}
