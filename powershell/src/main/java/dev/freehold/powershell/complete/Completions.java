package dev.freehold.powershell.complete;

import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.Variable;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenKind;
import dev.freehold.powershell.value.scalar.ValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the possible continuations of a line. Only while no script of the session runs, and for one
 * thread.
 */
public final class Completions {

  private static final Set<String> PATHS =
      Set.of(
          "path",
          "literalpath",
          "filepath",
          "inputfile",
          "outputfile",
          "certificatefilepath",
          "policypath");

  /** Parameters that take properties, or stand where those of other sets do. */
  private static final Set<String> PROPERTIES =
      Set.of(
          "property",
          "excludeproperty",
          "expandproperty",
          "groupby",
          "membername",
          "sortby",
          "filterscript",
          "process");

  private static final List<String> AUTOMATIC =
      List.of("true", "false", "null", "Error", "PWD", "_");

  private final Session session;
  private final BoundedLive live;

  /** Completes lines of a session. */
  public Completions(Session session, LiveValues live) {
    this.session = session;
    this.live = new BoundedLive(live, CompletionLimits.MAX_LIVE_WAIT);
  }

  /** What the text before a cursor may go on with; perhaps nothing. */
  public Completion before(String text) {
    Situation situation = Situation.of(text);
    return new Completion(situation.start(), candidates(situation));
  }

  private List<Candidate> candidates(Situation situation) {
    Optional<Token> typed = situation.typed();
    Optional<Token> attached = situation.attached();
    if (typed.isPresent() && typed.get().kind() == TokenKind.VARIABLE) {
      return variables(situation.prefix());
    }
    boolean member = typed.isPresent() && typed.get().kind() == TokenKind.MEMBER;
    boolean dot =
        attached.filter(token -> situation.text(token).equals(".")).isPresent()
            && situation.before().size() > 1;
    if (member || (typed.isEmpty() && dot)) {
      return dot ? members(situation) : List.of();
    }
    if (situation.command().isEmpty()) {
      return commands(situation.prefix());
    }
    return describe(situation.command().get())
        .map(info -> arguments(info, situation))
        .orElseGet(() -> files().starting(situation.prefix(), ""));
  }

  private Optional<CmdletInfo> describe(String command) {
    try {
      return session.describe(command);
    } catch (ShellException | ValueException e) {
      // A function whose declaration is faulty says so when it is called.
      return Optional.empty();
    }
  }

  private List<Candidate> arguments(CmdletInfo info, Situation situation) {
    CallSoFar call = new CallSoFar(info, situation);
    String prefix = situation.prefix();
    boolean named = situation.typed().filter(t -> t.kind() == TokenKind.PARAMETER).isPresent();
    if (named && !call.isWaiting()) {
      return parameters(call, prefix.substring(1));
    }
    if (call.current().filter(Completions::takesProperties).isPresent()) {
      List<Candidate> properties =
          named(new Owner(situation, session).ofPipeline(), Quoting.content(prefix));
      if (!properties.isEmpty()) {
        return properties;
      }
    }
    return call.current()
        .map(parameter -> values(info, parameter, call, prefix))
        .orElseGet(() -> files().starting(prefix, ""));
  }

  private static boolean takesProperties(Parameter parameter) {
    return PROPERTIES.contains(parameter.name().toLowerCase(Locale.ROOT));
  }

  private static List<Candidate> parameters(CallSoFar call, String prefix) {
    return call.possible().stream()
        .map(Parameter::name)
        .filter(name -> starts(name, prefix))
        .map(name -> Candidate.of("-" + name))
        .toList();
  }

  private List<Candidate> values(
      CmdletInfo info, Parameter parameter, CallSoFar call, String prefix) {
    String start = Quoting.content(prefix);
    if (!parameter.choices().isEmpty()) {
      return quoted(parameter.choices().stream(), start, prefix);
    }
    String name = parameter.name().toLowerCase(Locale.ROOT);
    if (PATHS.contains(name)) {
      return files().starting(prefix, "");
    }
    boolean command = info.name().equals("Get-Help") || info.name().equals("Get-Command");
    if (command && name.equals("name")) {
      return commands(start);
    }
    List<String> known =
        live.values(
            new LiveValues.Wanted(
                info, parameter, call::text, start, CompletionLimits.MAX_LIVE_VALUES));
    return known.isEmpty() ? files().starting(prefix, "") : quoted(known.stream(), start, prefix);
  }

  private static List<Candidate> quoted(Stream<String> values, String start, String typed) {
    return values
        .filter(value -> starts(value, start))
        .map(value -> new Candidate(Quoting.written(value, typed), value))
        .toList();
  }

  private List<Candidate> commands(String prefix) {
    if (prefix.startsWith(".") || prefix.contains("/")) {
      return files().starting(prefix, ".ps1");
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    session.commands().all().forEach(info -> names.add(info.name()));
    names.addAll(session.functionNames());
    names.addAll(session.commands().aliases().keySet());
    return names.stream().filter(name -> starts(name, prefix)).map(Candidate::of).toList();
  }

  private List<Candidate> variables(String prefix) {
    String sigil = prefix.substring(0, 1);
    String name = prefix.substring(1);
    if (starts(name, "env:")) {
      return session.environment().keySet().stream()
          .filter(each -> starts(each, name.substring("env:".length())))
          .map(each -> Candidate.of("$env:" + each))
          .toList();
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    session.global().variables().stream().map(Variable::name).forEach(names::add);
    names.addAll(AUTOMATIC);
    return names.stream()
        .filter(each -> starts(each, name))
        .map(each -> Candidate.of(sigil + each))
        .toList();
  }

  private List<Candidate> members(Situation situation) {
    return named(new Owner(situation, session).ofDot(), situation.prefix());
  }

  private static List<Candidate> named(List<String> names, String prefix) {
    return names.stream().filter(each -> starts(each, prefix)).map(Candidate::of).toList();
  }

  private FileNames files() {
    return new FileNames(
        session.folder(), Optional.ofNullable(session.environment().get("HOME")).map(Path::of));
  }

  private static boolean starts(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
