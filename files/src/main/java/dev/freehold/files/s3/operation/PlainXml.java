package dev.freehold.files.s3.operation;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Readers of XML that refers to nothing outside of itself. */
final class PlainXml {

  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private PlainXml() {}

  static XMLStreamReader reader(byte[] document) throws XMLStreamException {
    return XML.createXMLStreamReader(new ByteArrayInputStream(document));
  }
}
