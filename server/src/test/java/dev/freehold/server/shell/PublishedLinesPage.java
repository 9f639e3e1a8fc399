package dev.freehold.server.shell;

import java.util.List;
import java.util.Map;

/** The page that says which published lines run. */
final class PublishedLinesPage {

  private static final String HEAD =
      """
      # Published command lines

      Lines that administrators find in published articles, cmdlet references and public
      scripts, and what this shell does with each. A test runs them on a server, in this
      order, and makes this page (`PublishedLinesTest`). The list was frozen before the
      shell was changed for it. Names, addresses and dates are those of the test's
      organisation; `imap.contoso.com` is a server of the test.

      LEARN is learn.microsoft.com (title of the page), REF the reference page of the first
      cmdlet, SCRIPTS what many public repositories have in this or nearly this form.

      """;

  private PublishedLinesPage() {}

  static String of(Map<PublishedLine, LineOutcome> outcomes) {
    long running = outcomes.values().stream().filter(one -> one.errors().isEmpty()).count();
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "%d lines: %d run, %d are refused.%n"
            .formatted(outcomes.size(), running, outcomes.size() - running));
    outcomes.forEach((line, outcome) -> add(page, line, outcome));
    return page.toString();
  }

  private static void add(StringBuilder page, PublishedLine line, LineOutcome outcome) {
    page.append("\n## %s\n\n```powershell\n%s\n```\n\n".formatted(line.number(), line.text()));
    page.append("Source: ").append(line.source()).append(". ");
    page.append(outcome.errors().isEmpty() ? "Runs." : "Refused:");
    texts(page, outcome.errors());
    if (!outcome.warnings().isEmpty()) {
      page.append(" Warns:");
      texts(page, outcome.warnings());
    }
    page.append('\n');
  }

  /** Without what is another one at each run. */
  private static void texts(StringBuilder page, List<String> texts) {
    texts.stream().distinct().forEach(text -> page.append(" ").append(steady(text)));
  }

  private static String steady(String text) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "GUID")
        .replaceAll("(localhost|127\\.0\\.0\\.1):[0-9]+", "$1:PORT")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
        .replaceAll("\\b[0-9a-f]{32}\\b", "VERSION")
        .replaceAll("/tmp/[^' ]*/", "");
  }
}
