package dev.freehold.server.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/** The structure of a document (ISO 32000-1, 14.7), by which screen readers read it. */
final class TagTree {

  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement document = new PDStructureElement("Document", root);
  private final List<PDPage> pages = new ArrayList<>();
  private final Map<PDPage, List<PDStructureElement>> marked = new HashMap<>();

  TagTree() {
    root.appendKid(document);
  }

  PDStructureElement document() {
    return document;
  }

  void add(PDPage page) {
    page.setStructParents(pages.size());
    pages.add(page);
    marked.put(page, new ArrayList<>());
  }

  static PDStructureElement child(PDStructureElement parent, String type) {
    PDStructureElement child = new PDStructureElement(type, parent);
    parent.appendKid(child);
    return child;
  }

  /** The number by which the next piece of content on the page is of {@code element}. */
  int mark(PDPage page, PDStructureElement element) {
    List<PDStructureElement> onPage = marked.get(page);
    PDMarkedContentReference reference = new PDMarkedContentReference();
    reference.setPage(page);
    reference.setMCID(onPage.size());
    element.appendKid(reference);
    onPage.add(element);
    return onPage.size() - 1;
  }

  void attachTo(PDDocument pdf) {
    COSArray numbers = new COSArray();
    for (int i = 0; i < pages.size(); i++) {
      COSArray elements = new COSArray();
      marked.get(pages.get(i)).forEach(elements::add);
      numbers.add(COSInteger.get(i));
      numbers.add(elements);
    }
    COSDictionary tree = new COSDictionary();
    tree.setItem(COSName.NUMS, numbers);
    root.setParentTree(new PDNumberTreeNode(tree, PDParentTreeValue.class));
    root.setParentTreeNextKey(pages.size());
    PDMarkInfo info = new PDMarkInfo();
    info.setMarked(true);
    pdf.getDocumentCatalog().setMarkInfo(info);
    pdf.getDocumentCatalog().setStructureTreeRoot(root);
  }
}
