package dev.freehold.server.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.content.ContentError;
import dev.freehold.crypto.CryptoError;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.ledger.LedgerError;
import dev.freehold.mail.MailError;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.server.document.DocumentError;
import dev.freehold.server.notifications.NotificationError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The kept table of problems is that of the modules' errors. Code, status and what happened, which
 * is the comment of the error, come from the sources; whose it is and what to do are written in the
 * page, and stay when it is made anew.
 */
class ProblemCodesTest {

  private static final String WRITE = "freehold.openapi.write";
  private static final Path ROOT = Path.of(System.getProperty("freehold.root"));
  private static final Path KEPT = ROOT.resolve("docs/api/problems.md");

  /** A code, then four cells, of which the last two are written by people. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\|[^|]*\\|[^|]*\\|[^|]*\\| ([^|]*) \\| ([^|]*) \\|$");

  /** The comment of a constant, and its name. */
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\*([^*]*+(?:\\*(?!/)[^*]*+)*+)\\*/\\s*([A-Z_]+)\\(");

  /** A problem that is made with its code, and the words of a refusal before any route. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:new Problem(?:Exception)?\\(\\s*[0-9]{3},|case BODY_\\w+ ->)\\s*"
              + "\"([a-z]+(?:-[a-z]+)+)\"");

  private static final String HEAD =
      """
      # Problems of the modules

      `ProblemCodesTest` compares code, status and what happened with the errors in the code; the
      last two columns are written here. The problems of every route are in [README.md](README.md),
      and what those of vaults' keys mean is [there too](README.md#when-a-key-is-not-given).

      *Administrator* is one of the tenant, with the role that the route needs. *Nobody*: nothing is
      wrong.

      | Code | Status | About | What happened | Whose it is | What to do |
      |---|---|---|---|---|---|
      """;

  private final Map<String, String> written = new HashMap<>();

  @Test
  @DisplayName("The kept table says of every code what happened, whose it is and what to do")
  void kept() throws IOException {
    String before = Files.readString(KEPT);
    ROW.matcher(before)
        .results()
        .forEach(row -> written.put(row.group(1), "%s | %s".formatted(row.group(2), row.group(3))));
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
                    "notifications",
                    NotificationError.values(),
                    NotificationError::code,
                    NotificationError::httpStatus),
                lines(
                    "content", ContentError.values(), ContentError::code, ContentError::httpStatus),
                lines("ledger", LedgerError.values(), LedgerError::code, LedgerError::httpStatus),
                lines(
                    "databases",
                    PersistenceError.values(),
                    PersistenceError::code,
                    PersistenceError::httpStatus),
                lines("sealed data", CryptoError.values(), CryptoError::code, _ -> 500))
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
    assertThat(now.lines().filter(line -> line.startsWith("| `")))
        .as("write into the page whose a problem is, and a sentence that says what to do")
        .allMatch(line -> line.matches(".*\\| [a-z' ]+ \\| [A-Z][^|]+\\. \\|"));
  }

  @Test
  @DisplayName("A code that no enum has is in one of the two pages")
  void literals() throws IOException {
    String pages = Files.readString(KEPT) + Files.readString(KEPT.resolveSibling("README.md"));
    List<String> codes = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src/main/java")).toList()) {
        if (Files.exists(sources)) {
          codes.addAll(literals(sources));
        }
      }
    }
    assertThat(codes).hasSizeGreaterThan(10).allMatch(code -> pages.contains("`" + code + "`"));
  }

  private static List<String> literals(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> LITERAL.matcher(read(file)).results())
          .map(code -> code.group(1))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private <E extends Enum<E>> Stream<String> lines(
      String about, E[] errors, Function<E, String> code, ToIntFunction<E> status) {
    Map<String, String> happened = comments(errors[0].getDeclaringClass());
    return Arrays.stream(errors)
        .map(
            error ->
                "| `%s` | %d | %s | %s | %s |"
                    .formatted(
                        code.apply(error),
                        status.applyAsInt(error),
                        about,
                        happened.get(error.name()),
                        written.getOrDefault(code.apply(error), " | ")))
        .sorted();
  }

  /** The comments of an enum's constants, as sentences of a page. */
  private static Map<String, String> comments(Class<?> errors) {
    Map<String, String> comments = new HashMap<>();
    CONSTANT
        .matcher(source(errors))
        .results()
        .forEach(constant -> comments.put(constant.group(2), sentence(constant)));
    return comments;
  }

  private static String sentence(MatchResult constant) {
    return constant
        .group(1)
        .replaceAll("\\s+\\*\\s+|\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .strip();
  }

  private static String source(Class<?> type) {
    String name = type.getName().split("\\$", 2)[0].replace('.', '/');
    String path = "src/main/java/%s.java".formatted(name);
    try (Stream<Path> modules = Files.list(ROOT)) {
      Path file =
          modules
              .map(module -> module.resolve(path))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      return read(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
