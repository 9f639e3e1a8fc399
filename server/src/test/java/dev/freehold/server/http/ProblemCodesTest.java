package dev.freehold.server.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.ledger.LedgerError;
import dev.freehold.mail.MailError;
import dev.freehold.server.document.DocumentError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The kept table of problems is that of the modules' errors. */
class ProblemCodesTest {

  private static final String WRITE = "freehold.openapi.write";
  private static final Path KEPT =
      Path.of(System.getProperty("freehold.root"), "docs", "api", "problems.md");

  private static final String HEAD =
      """
      # Problems of the modules

      Made from the errors in the code by `ProblemCodesTest`. The problems of every route are in
      [README.md](README.md), and what those of vaults' keys mean is
      [there too](README.md#when-a-key-is-not-given).

      | Code | Status | About |
      |---|---|---|
      """;

  @Test
  @DisplayName("The kept table names every code that there is, with its status")
  void kept() throws IOException {
    String now =
        Stream.of(
                lines("mail", MailError.values(), MailError::code, MailError::httpStatus),
                lines("sites", FilesError.values(), FilesError::code, FilesError::httpStatus),
                lines(
                    "custody", CustodyError.values(), CustodyError::code, CustodyError::httpStatus),
                lines(
                    "vaults' keys",
                    KeyAccessException.Reason.values(),
                    reason -> new KeyAccessException(reason, "").code(),
                    KeyAccessException.Reason::httpStatus),
                lines(
                    "documents",
                    DocumentError.values(),
                    DocumentError::code,
                    DocumentError::httpStatus),
                lines(
                    "content", ContentError.values(), ContentError::code, ContentError::httpStatus),
                lines("ledger", LedgerError.values(), LedgerError::code, LedgerError::httpStatus))
            .flatMap(lines -> lines)
            .collect(joining("\n", HEAD, "\n"));
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(KEPT, now);
    }

    assertThat(Files.readString(KEPT))
        .as(
            "to write it anew run: mvn -pl server -am -Dtest=ProblemCodesTest -D%s=true test",
            WRITE)
        .isEqualTo(now);
  }

  private static <E> Stream<String> lines(
      String about, E[] errors, Function<E, String> code, ToIntFunction<E> status) {
    return Arrays.stream(errors)
        .map(
            error ->
                "| `%s` | %d | %s |".formatted(code.apply(error), status.applyAsInt(error), about))
        .sorted();
  }
}
