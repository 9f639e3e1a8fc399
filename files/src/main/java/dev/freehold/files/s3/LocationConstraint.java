package dev.freehold.files.s3;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The location in the body of a request that makes a bucket, which the handler leaves out. */
final class LocationConstraint {

  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private LocationConstraint() {}

  /**
   * The location that a body names; empty if the body is, or if it names none.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code MalformedXML}
   */
  static Optional<String> of(byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("LocationConstraint")) {
          return Optional.of(reader.getElementText().strip()).filter(text -> !text.isEmpty());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException malformed) {
      throw Failures.of(
          ErrorCode.MALFORMED_XML, "the body is not a CreateBucketConfiguration in plain XML");
    }
  }
}
