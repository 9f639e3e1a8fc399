package dev.freehold.server.coverage;

import dev.freehold.content.blob.BlobName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/** What is looked at in a file beside its name, so that a name alone vouches for nothing secret. */
enum FileCheck {
  /** Nothing. */
  NONE {
    @Override
    Optional<String> fault(Path file, String name) {
      return Optional.empty();
    }
  },
  /** Nobody but the owner may read or write it. */
  OWNER_ONLY {
    @Override
    Optional<String> fault(Path file, String name) throws IOException {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      return mode.endsWith("------")
          ? Optional.empty()
          : Optional.of("holds a secret and has mode %s; chmod 600 it".formatted(mode));
    }
  },
  /** The name is one that the blob store gives. */
  BLOB {
    @Override
    Optional<String> fault(Path file, String name) {
      return BlobName.parse(name.substring(FileRules.BLOBS.length())).isPresent()
          ? Optional.empty()
          : Optional.of("is among the blobs but does not have a blob's name");
    }
  },
  /** The same, and it begins as a sealed object does. */
  SEALED_OBJECT {
    @Override
    Optional<String> fault(Path file, String name) throws IOException {
      Optional<String> misnamed = BLOB.fault(file, name);
      if (misnamed.isPresent()) {
        return misnamed;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Arrays.equals(in.readNBytes(OBJECT_START.length), OBJECT_START)
            ? Optional.empty()
            : Optional.of("has a sealed object's name but not the header of one");
      }
    }
  };

  private static final byte[] OBJECT_START = "FHO1".getBytes(StandardCharsets.US_ASCII);

  /**
   * What is wrong with a file, if anything.
   *
   * @param name its path in the data folder, with slashes
   */
  abstract Optional<String> fault(Path file, String name) throws IOException;
}
