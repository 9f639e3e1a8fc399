package dev.freehold.files.s3.operation;

import dev.freehold.files.s3.request.ErrorCode;
import dev.freehold.files.s3.request.S3Failures;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a listing begins. Clients take it as it stands, also where they have names
 * encoded, so it must be safe in XML and in a URL whatever a name has in it.
 */
final class ContinuationToken {

  private ContinuationToken() {}

  static String of(String after) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(after.getBytes(StandardCharsets.UTF_8));
  }

  static String open(String token) {
    try {
      byte[] name = Base64.getUrlDecoder().decode(token);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (IllegalArgumentException | CharacterCodingException foreign) {
      throw S3Failures.of(
          ErrorCode.INVALID_ARGUMENT, "the continuation token is not one that a listing gave");
    }
  }
}
