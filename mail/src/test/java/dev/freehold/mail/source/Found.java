package dev.freehold.mail.source;

import dev.freehold.mail.MailException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a source told its visitor. */
final class Found implements SourceVisitor {

  final List<SourceMessage> messages = new ArrayList<>();
  final List<MailException> problems = new ArrayList<>();
  final List<String> deleted = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();

  static Found in(ImportSource source) throws IOException {
    Found found = new Found();
    source.forEach(found);
    return found;
  }

  @Override
  public void message(SourceMessage message) {
    messages.add(message);
  }

  @Override
  public void problem(String location, MailException problem) {
    problems.add(problem);
  }

  @Override
  public void deleted(String location) {
    deleted.add(location);
  }

  @Override
  public void skipped(String location) {
    skipped.add(location);
  }
}
