package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The location in the body of a request that makes a bucket, which the handler leaves out. */
final class LocationConstraint {

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
      XMLStreamReader reader = PlainXml.reader(body);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("LocationConstraint")) {
          return Optional.of(reader.getElementText().strip()).filter(text -> !text.isEmpty());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException malformed) {
      throw S3Failures.of(
          ErrorCode.MALFORMED_XML, "the body is not a CreateBucketConfiguration in plain XML");
    }
  }
}
