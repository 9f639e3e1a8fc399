package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The streams of one command besides its objects, by its common parameters. */
final class MessageStreams {

  private final Context context;
  private final Bound common;
  private final Collected errors;
  private final Collected warnings;
  private final Collected information;

  MessageStreams(Context context, Bound common) {
    this.context = context;
    this.common = common;
    errors = new Collected(context.scope(), common.text("ErrorVariable"));
    warnings = new Collected(context.scope(), common.text("WarningVariable"));
    information = new Collected(context.scope(), common.text("InformationVariable"));
  }

  /** A variable that collects what a stream carries; {@code +name} adds to what it has. */
  static final class Collected {

    private final Scope scope;
    private final Optional<String> name;
    private final List<Object> values = new ArrayList<>();

    Collected(Scope scope, Optional<String> written) {
      this.scope = scope;
      boolean adds = written.filter(text -> text.startsWith("+")).isPresent();
      name = written.map(text -> adds ? text.substring(1) : text);
      name.ifPresent(
          own -> {
            if (adds && scope.value(own) != null) {
              values.addAll(Elements.of(scope.value(own)));
            }
            scope.set(own, values);
          });
    }

    void add(Object value) {
      if (name.isPresent()) {
        values.add(value);
        scope.set(name.get(), values);
      }
    }
  }

  /** What to do about an error of the command. */
  Preference errorAction() {
    return preference("ErrorAction", "ErrorActionPreference");
  }

  private Preference preference(String parameter, String variable) {
    return Preference.of(
        common.has(parameter) ? common.value(parameter) : context.scope().value(variable));
  }

  /** Reports an error that does not end the command, unless it is asked to. */
  void error(ShellError raised) {
    ShellError error = context.session().clean(raised);
    Preference action = errorAction();
    if (action == Preference.STOP) {
      errors.add(error.toObject());
      throw ShellException.ofScript(error);
    }
    context.session().setSucceeded(false);
    errors.add(error.toObject());
    if (action == Preference.IGNORE) {
      context.session().countError();
      return;
    }
    context.session().record(error);
    if (action.isShown()) {
      context.session().show(error, context);
    }
  }

  void warning(String message) {
    Preference action = preference("WarningAction", "WarningPreference");
    warnings.add(message);
    if (action.isShown()) {
      send(Streams.WARNING, message, context.session().host()::warning);
    }
  }

  void verbose(String message) {
    boolean shown =
        common.has("Verbose")
            ? common.flag("Verbose")
            : Preference.of(context.scope().value("VerbosePreference")).isShown();
    if (shown) {
      send(Streams.VERBOSE, message, context.session().host()::verbose);
    }
  }

  void debug(String message) {
    boolean shown =
        common.has("Debug")
            ? common.flag("Debug")
            : Preference.of(context.scope().value("DebugPreference")).isShown();
    if (shown) {
      send(Streams.DEBUG, message, context.session().host()::debug);
    }
  }

  void information(Object message) {
    information.add(message);
    if (preference("InformationAction", "InformationPreference").isShown()) {
      send(
          Streams.INFORMATION,
          Text.of(message),
          text -> context.session().host().write(text + "\n", Optional.empty()));
    }
  }

  private void send(int stream, String written, Consumer<String> toHost) {
    String message = context.session().secrets().scrub(written);
    context
        .streams()
        .of(stream)
        .ifPresentOrElse(sink -> sink.accept(message), () -> toHost.accept(message));
  }
}
