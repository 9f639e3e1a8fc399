package dev.freehold.files.s3.operation;

import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The order in which a completion names parts, which the handler sorts before it asks the store.
 */
final class PartOrder {

  private PartOrder() {}

  /**
   * Refuses a list of parts that is not in ascending order, or that names one twice.
   *
   * @param body a completion's; if it is empty there is nothing to be refused
   * @throws FilesException {@code upload-part-order-invalid}
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code MalformedXML}
   */
  static void require(byte[] body) {
    if (body.length == 0) {
      return;
    }
    try {
      XMLStreamReader reader = PlainXml.reader(body);
      int before = 0;
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("PartNumber")) {
          int number = Integer.parseInt(reader.getElementText().strip());
          if (number <= before) {
            throw new FilesException(
                FilesError.PART_ORDER_INVALID,
                "parts are named in ascending order of their numbers, each once");
          }
          before = number;
        }
      }
    } catch (XMLStreamException | NumberFormatException malformed) {
      throw S3Failures.of(
          ErrorCode.MALFORMED_XML, "the body is not a CompleteMultipartUpload in plain XML");
    }
  }
}
