package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.secret.KnownSecrets;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.Parser;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.syntax.SourceText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The state that lasts from one line to the next: variables, functions, errors, the current folder,
 * and the available cmdlets.
 */
public final class Session {

  private static final Clock CLOCK = Clock.systemUTC();

  private final Host host;
  private final CommandTable commands = new CommandTable();
  private final Scope global = Scope.global();
  private final List<Object> errors = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final FileOutput files;
  private final KnownSecrets secrets = new KnownSecrets();
  private final Transcript transcript = new Transcript(secrets);
  private final History history = new History();
  private final SeenObjects seen = new SeenObjects();
  private Sink console = value -> {};
  private Path folder;
  private volatile CancelToken token = new CancelToken();
  private volatile Optional<Thread> running = Optional.empty();
  private boolean succeeded = true;
  private boolean exited;
  private long errorCount;
  private int guards;
  private int callDepth;

  /**
   * Starts a session.
   *
   * @param folder the current folder at the start
   * @param environment what {@code $env:} reads; changes stay in the session
   * @param files where {@code >} writes
   */
  public Session(Host host, Path folder, Map<String, String> environment, FileOutput files) {
    this.host = new RecordingHost(host, transcript);
    this.folder = folder;
    this.files = files;
    this.environment.putAll(environment);
    Automatic.define(global, this);
  }

  /**
   * Runs a script on its own thread and waits for it.
   *
   * @param source what was typed, or a file
   * @param out takes the objects that its statements write, as they come
   * @return the exit code: what {@code exit} says, 1 after an error that ended the script, else 0
   * @throws ParseException if it is not of the language; nothing was run then
   */
  public int run(SourceText source, Sink out) throws ParseException {
    return run(source, List.of(), out);
  }

  /**
   * Runs a script that declares parameters.
   *
   * @param arguments as the command line of a process has them: texts, and {@code -Name} or {@code
   *     -Name:value}
   * @throws ParseException if the script is not of the language; nothing was run then
   */
  public int run(SourceText source, List<String> arguments, Sink out) throws ParseException {
    ScriptBody script = Parser.parse(source);
    secrets.learn(source.sensitive());
    if (source.path().isEmpty()) {
      transcript.typed("PS> ", source.text());
    }
    console = out;
    token = new CancelToken();
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.complete(timed(script, source, arguments, out));
              } catch (Throwable fault) {
                result.completeExceptionally(fault);
              }
            },
            "shell",
            RunLimits.STACK_BYTES);
    running = Optional.of(thread);
    thread.start();
    try {
      return result.join();
    } finally {
      running = Optional.empty();
    }
  }

  private int timed(ScriptBody script, SourceText source, List<String> arguments, Sink out) {
    Instant start = CLOCK.instant();
    int code = runHere(script, source, arguments, out);
    if (source.path().isEmpty()) {
      Duration duration = Duration.between(start, CLOCK.instant());
      history.add(source.text(), start, duration, succeeded);
    }
    return code;
  }

  private int runHere(ScriptBody script, SourceText source, List<String> arguments, Sink out) {
    Scope scope = source.path().isPresent() ? global.scriptChild() : global;
    Context context = new Context(this, scope, out, Streams.HOST, source);
    guards = 0;
    callDepth = 0;
    exited = false;
    try {
      new Functions(context).runScript(script, arguments);
      return 0;
    } catch (ShellException e) {
      report(e.error(), context);
      return 1;
    } catch (StackOverflowError e) {
      report(Errors.callDepth().error(), context);
      return 1;
    } catch (Flow.Exit e) {
      exited = true;
      return e.code();
    } catch (Flow.Cancelled e) {
      succeeded = false;
      return 1;
    } catch (Flow.Break | Flow.Continue | Flow.Return e) {
      return 0;
    }
  }

  /**
   * Asks the script that runs to end, and wakes it if it waits for something; may be called from
   * any thread.
   */
  public void cancel() {
    token.cancel();
    running.ifPresent(Thread::interrupt);
  }

  /** Runs what must be done although the user ended the script; ending it again ends this. */
  void evenIfCancelled(Runnable last) {
    CancelToken before = token;
    token = new CancelToken();
    Thread.interrupted();
    try {
      last.run();
    } finally {
      if (!token.isCancelled()) {
        token = before;
      }
    }
  }

  /** Ends the script that calls this if it was asked to end; for hosts whose question was. */
  public void checkCancelled() {
    token.check();
  }

  CancelToken token() {
    return token;
  }

  /** The terminal. */
  public Host host() {
    return host;
  }

  /** The cmdlets and aliases. */
  public CommandTable commands() {
    return commands;
  }

  /** The variables that every script sees. */
  public Scope global() {
    return global;
  }

  /** What {@code $Error} is, the newest first. */
  public List<Object> errors() {
    return errors;
  }

  /** The names of the functions that scripts have defined for all that follow. */
  public List<String> functionNames() {
    return global.functions().stream().map(ScriptFunction::name).toList();
  }

  /**
   * What is known of a function or cmdlet without running it; an alias may be given, too.
   *
   * @throws ShellException if a function's declaration is not valid
   */
  public Optional<CmdletInfo> describe(String command) {
    SourceText nothing = SourceText.typed("");
    return new CommandSearch(new Context(this, global, value -> {}, Streams.HOST, nothing))
        .describe(command);
  }

  /** The environment of the session. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The current folder. */
  public Path folder() {
    return folder;
  }

  /**
   * The file or folder that an argument names, absolute. This is the one rule for every cmdlet, as
   * PowerShell has it on systems without disks: {@code ~} is the user's folder, a backslash
   * separates as well as a slash does, and what stands before a colon would be a drive.
   *
   * @throws ShellException if it names a drive, as {@code C:\} does, or cannot be a path
   */
  public Path resolve(String written) {
    return FilePaths.resolve(folder, environment.getOrDefault("HOME", ""), written);
  }

  /** Changes the current folder. */
  public void moveTo(Path other) {
    folder = other;
  }

  FileOutput files() {
    return files;
  }

  /** What {@code $?} is: whether the last statement had no error. */
  public boolean hasSucceeded() {
    return succeeded;
  }

  /** Tells whether the last script ended by {@code exit}; a prompt ends then, too. */
  public boolean hasExited() {
    return exited;
  }

  void setSucceeded(boolean whether) {
    succeeded = whether;
  }

  /** How many errors there were; to tell whether one came in between. */
  long errorCount() {
    return errorCount;
  }

  /** Counts an error that is kept nowhere. */
  void countError() {
    errorCount++;
  }

  /** Keeps an error in {@code $Error} without showing it. */
  void record(ShellError error) {
    errorCount++;
    errors.addFirst(clean(error).toObject());
    if (errors.size() > RunLimits.MAX_ERRORS) {
      errors.removeLast();
    }
  }

  /** Keeps an error and shows it, unless the script wants it hidden. */
  void report(ShellError error, Context context) {
    succeeded = false;
    Preference preference = Preference.of(context.scope().value("ErrorActionPreference"));
    if (preference == Preference.IGNORE) {
      countError();
      return;
    }
    record(error);
    if (preference.isShown()) {
      show(error, context);
    }
  }

  void show(ShellError error, Context context) {
    ShellError shown = clean(error);
    ErrorView view = ErrorView.of(context.scope().value("ErrorView"));
    context
        .streams()
        .of(Streams.ERROR)
        .ifPresentOrElse(
            sink -> sink.accept(shown.toObject()),
            () -> {
              console.release();
              host.error(shown, view);
            });
  }

  /** What takes the objects that go to the screen, wherever in a script they are written. */
  public Sink console() {
    return console;
  }

  /** What commands wrote before. */
  public SeenObjects seen() {
    return seen;
  }

  /** What was typed before. */
  public History history() {
    return history;
  }

  /** The file that keeps what is typed and shown, if there is one. */
  public Transcript transcript() {
    return transcript;
  }

  /** The secrets that messages are kept free of. */
  public KnownSecrets secrets() {
    return secrets;
  }

  /** An error without the secrets that the session has seen. */
  ShellError clean(ShellError error) {
    return error.withTexts(secrets::scrub);
  }

  /** Tells whether something around this place catches errors. */
  boolean isGuarded() {
    return guards > 0;
  }

  void guard(int by) {
    guards += by;
  }

  void enterCall() {
    token.check();
    if (++callDepth > RunLimits.MAX_CALL_DEPTH) {
      callDepth--;
      throw Errors.callDepth();
    }
  }

  void leaveCall() {
    callDepth--;
  }
}
