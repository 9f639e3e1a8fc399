package dev.freehold.server.config;

import dev.freehold.content.blob.s3.S3Credentials;
import dev.freehold.content.blob.s3.S3Settings;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads where blobs are, of which the parts must go together. */
final class BlobSettings {

  private static final List<Setting<?>> REQUIRED =
      List.of(
          Settings.S3_ENDPOINT,
          Settings.S3_REGION,
          Settings.S3_BUCKET,
          Settings.S3_ACCESS_KEY,
          Settings.S3_SECRET_KEY);

  private final Configuration configuration;

  BlobSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The S3 store, or nothing for the folder.
   *
   * @throws ServerException with {@code CONFIGURATION_INVALID} if something is missing or of the
   *     wrong form, or if a store is described that is not used
   */
  Optional<S3Settings> remote() {
    return switch (configuration.get(Settings.BLOB_KIND)) {
      case FOLDER -> {
        refuse(
            Stream.concat(REQUIRED.stream(), Stream.of(Settings.S3_PREFIX)).filter(this::isSet),
            "freehold.blobs.kind is folder, so %s has no effect; remove it or choose s3");
        yield Optional.empty();
      }
      case S3 -> {
        refuse(
            REQUIRED.stream().filter(this::isMissing),
            "freehold.blobs.kind is s3, which needs %s; set it");
        yield Optional.of(s3());
      }
    };
  }

  private S3Settings s3() {
    try {
      return new S3Settings(
          URI.create(configuration.get(Settings.S3_ENDPOINT)),
          configuration.get(Settings.S3_REGION),
          configuration.get(Settings.S3_BUCKET),
          configuration.get(Settings.S3_PREFIX),
          new S3Credentials(
              configuration.get(Settings.S3_ACCESS_KEY).reveal(),
              configuration.get(Settings.S3_SECRET_KEY).reveal()));
    } catch (IllegalArgumentException malformed) {
      throw invalid("freehold.blobs.s3: " + malformed.getMessage(), malformed);
    }
  }

  private boolean isSet(Setting<?> setting) {
    return !configuration.origin(setting).equals(Configuration.DEFAULT_ORIGIN);
  }

  private boolean isMissing(Setting<?> setting) {
    return switch (configuration.get(setting)) {
      case Secret secret -> !secret.isPresent();
      case String text -> text.isEmpty();
      default -> throw new IllegalStateException("neither text nor secret: " + setting.key());
    };
  }

  private static void refuse(Stream<Setting<?>> faulty, String message) {
    String keys = faulty.map(Setting::key).collect(Collectors.joining(", "));
    if (!keys.isEmpty()) {
      throw invalid(message.formatted(keys), null);
    }
  }

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONFIGURATION_INVALID, message, cause);
  }
}
