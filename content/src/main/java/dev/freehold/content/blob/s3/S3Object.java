package dev.freehold.content.blob.s3;

import dev.freehold.content.ContentLimits;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object in a bucket, read by ranges. */
record S3Object(S3Client client, String bucket, String key) {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]+/([0-9]{1,18})");
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /**
   * Reads the beginning and the length by one request, which for most mail is all there is. The SDK
   * repeats it if the connection breaks in the middle.
   */
  S3Head head() {
    try {
      return client.getObject(range(0, ContentLimits.S3_HEAD_BYTES), S3Object::readHead);
    } catch (AwsServiceException refused) {
      if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
        return S3Head.OF_NOTHING;
      }
      throw refused;
    }
  }

  private static S3Head readHead(GetObjectResponse response, AbortableInputStream in)
      throws IOException {
    byte[] content = in.readNBytes(ContentLimits.S3_HEAD_BYTES);
    long total = total(response);
    if (content.length != Math.min(total, ContentLimits.S3_HEAD_BYTES)) {
      throw new IOException("the store sent %d bytes of %d".formatted(content.length, total));
    }
    if (response.contentLength() > content.length) {
      // A store that knows no ranges sends all of it.
      in.abort();
    }
    return new S3Head(total, response.eTag(), content);
  }

  /** Asks for a part. What comes has to be held against {@link S3Head#isOf}. */
  ResponseInputStream<GetObjectResponse> get(long position, long length) {
    return client.getObject(range(position, length));
  }

  private GetObjectRequest range(long position, long length) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .range("bytes=%d-%d".formatted(position, position + length - 1))
        .build();
  }

  /** Where in the object the answer begins; -1 if it does not tell. */
  static long position(GetObjectResponse response) {
    return response.contentRange() == null ? 0 : number(response.contentRange(), 1);
  }

  /** How long the object is; -1 if the answer does not tell. */
  static long total(GetObjectResponse response) {
    return response.contentRange() == null
        ? response.contentLength()
        : number(response.contentRange(), 2);
  }

  private static long number(String contentRange, int group) {
    Matcher matcher = CONTENT_RANGE.matcher(contentRange);
    return matcher.matches() ? Long.parseLong(matcher.group(group)) : -1;
  }
}
