package dev.freehold.bench.importing;

import dev.freehold.bench.budget.RequestStage;
import java.util.List;

/** In which stages an import spends its processor time. */
final class ImportStages {

  /** The more exact ones first. */
  static final List<RequestStage> ALL =
      List.of(
          RequestStage.of(
              "sealing content and rows",
              "dev.freehold.crypto.seal.",
              "dev.freehold.crypto.Floe",
              "dev.freehold.crypto.Gcm",
              "dev.freehold.crypto.Hkdf",
              "dev.freehold.crypto.Hmac",
              "dev.freehold.crypto.Stream",
              "dev.freehold.crypto.Nonces",
              "dev.freehold.crypto.RandomSource",
              "dev.freehold.crypto.Aead",
              "com.amazon.corretto."),
          RequestStage.of("SHA-256 of content, twice", "sun.security.provider.SHA2"),
          RequestStage.of("the blob's file", "dev.freehold.content.blob."),
          RequestStage.of("the database's driver", "org.sqlite."),
          RequestStage.of("JDBI and our sessions", "org.jdbi.", "dev.freehold.persistence."),
          RequestStage.of("envelope", "dev.freehold.mail.envelope.", "org.apache.james."),
          RequestStage.of("header's length", "dev.freehold.mail.messages.HeaderLength"),
          RequestStage.of("reading the source", "dev.freehold.mail.source."),
          RequestStage.of("the rest of the import", "dev.freehold.mail.transfer."),
          RequestStage.of("the rest of a message", "dev.freehold.mail."),
          RequestStage.of("the benchmark", "dev.freehold.bench."),
          RequestStage.of("objects and keys", "dev.freehold.content.", "dev.freehold.custody."),
          RequestStage.of(
              "moving threads",
              "java.lang.VirtualThread",
              "java.util.concurrent.ForkJoin",
              "java.util.concurrent.ThreadPool",
              "sun.nio.ch.Poller"));

  private ImportStages() {}
}
