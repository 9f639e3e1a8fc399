package dev.freehold.powershell.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.testing.FakeHost;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session with the engine's cmdlets and a few that only tests have. */
final class Shell {

  final FakeHost host = new FakeHost();
  final List<String> log = new ArrayList<>();
  final Map<Path, List<Object>> files = new java.util.TreeMap<>();
  final Session session;

  Shell() {
    this(Path.of("."));
  }

  Shell(Path folder) {
    session = new Session(host, folder, Map.of("HOME", "/home/alice"), this::open);
    EngineCmdlets.addTo(session);
    session.commands().add(List.of(mailboxes(), remove(), fail(), keys(), first()));
  }

  private FileOutput.Open open(Path file, boolean append) {
    List<Object> lines = append ? files.getOrDefault(file, new ArrayList<>()) : new ArrayList<>();
    files.put(file, lines);
    return new FileOutput.Open() {
      @Override
      public void accept(Object value) {
        lines.add(value);
      }

      @Override
      public void close() {
        log.add("closed " + file.getFileName());
      }
    };
  }

  /** Writes mailboxes one by one and logs each, so that tests see what streams. */
  private CmdletInfo mailboxes() {
    return CmdletInfo.named("Get-Box")
        .with(Parameter.text("Identity").at(0).byValue(), Parameter.any("ResultSize"))
        .does(
            () ->
                call -> {
                  for (String name : List.of("alice", "bob", "carol")) {
                    log.add("read " + name);
                    call.write(
                        PsObject.ofType("Mailbox")
                            .with("Name", name)
                            .with("Size", name.length())
                            .withText(name));
                  }
                });
  }

  private CmdletInfo remove() {
    return CmdletInfo.named("Remove-Box")
        .alias("rbox")
        .confirms(ConfirmImpact.HIGH)
        .with(
            Parameter.text("Name").mandatory().at(0).byValue().byPropertyName(),
            Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
            Parameter.flag("Force"))
        .does(
            () ->
                call -> {
                  String name = call.bound().text("Name").orElseThrow();
                  if (call.shouldProcess(name, "Remove box")) {
                    log.add("removed " + name);
                  }
                });
  }

  private CmdletInfo fail() {
    return CmdletInfo.named("Get-Missing")
        .with(
            Parameter.text("Name").at(0).byValue(),
            Parameter.flag("Terminating"),
            Parameter.of("Count", PsKind.INT))
        .does(
            () ->
                call -> {
                  ShellError error =
                      ShellError.of(
                              "NotThere",
                              ErrorCategory.OBJECT_NOT_FOUND,
                              "no " + call.bound().text("Name").orElse("name"))
                          .withException("System.Net.WebException");
                  if (call.bound().flag("Terminating")) {
                    throw ShellException.ofStatement(error);
                  }
                  call.error(error);
                });
  }

  private CmdletInfo keys() {
    return CmdletInfo.named("New-Policy")
        .with(
            Parameter.text("Name").mandatory().at(0),
            Parameter.texts("AzureKeyIDs").mandatory(),
            Parameter.text("Description"))
        .does(
            () ->
                call ->
                    call.write(
                        call.bound().text("Name").orElseThrow()
                            + ": "
                            + String.join(" + ", call.bound().texts("AzureKeyIDs"))));
  }

  private CmdletInfo first() {
    return CmdletInfo.named("Take-First")
        .with(Parameter.any("InputObject").byValue())
        .does(
            () ->
                call -> {
                  call.write(call.bound().value("InputObject"));
                  call.stopUpstream();
                });
  }

  /** Runs a script and gives what it wrote. */
  List<Object> run(String script) {
    List<Object> written = new ArrayList<>();
    exit(script, written);
    return written;
  }

  int exit(String script, List<Object> written) {
    return exit(script, (Sink) written::add);
  }

  int exit(String script, Sink out) {
    try {
      return session.run(SourceText.typed(script), out);
    } catch (ParseException e) {
      throw new AssertionError(script + ": " + e.getMessage(), e);
    }
  }

  /** Runs a script and compares the texts of what it wrote. */
  void writes(String script, String... texts) {
    List<Object> written = run(script);
    assertThat(host.shown.toString()).as(script).isEmpty();
    assertThat(written.stream().map(Text::of)).as(script).containsExactly(texts);
  }

  /** Why a script is refused before it runs. */
  String refusal(String script) {
    try {
      session.run(SourceText.typed(script), value -> {});
    } catch (ParseException e) {
      return e.getMessage();
    }
    throw new AssertionError(script + " is of the language");
  }

  /** Runs a script whose only error has this text. */
  void fails(String script, String message) {
    run(script);
    assertThat(host.errors).as(script).extracting(ShellError::message).containsExactly(message);
  }
}
