package dev.freehold.files.s3.operation;

import dev.freehold.files.documents.NewContent;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/** Content as a request announces it. */
final class Contents {

  private Contents() {}

  /** The handler has seen to it that an MD5 is Base64 of 16 bytes; null if there is none. */
  static NewContent of(InputStream content, long sizeBytes, String base64Md5) {
    Optional<String> md5 =
        Optional.ofNullable(base64Md5)
            .map(text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
    return new NewContent(content, OptionalLong.of(sizeBytes), md5);
  }
}
