package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.Position;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.syntax.Span;

/** What a statement runs in. Immutable; what it refers to is not. */
record Context(Session session, Scope scope, Sink out, Streams streams, SourceText source) {

  Context to(Sink sink) {
    return new Context(session, scope, sink, streams, source);
  }

  Context in(Scope other) {
    return new Context(session, other, out, streams, source);
  }

  Context with(Streams other) {
    return new Context(session, scope, out, other, source);
  }

  Context reading(SourceText other) {
    return new Context(session, scope, out, streams, other);
  }

  Position position(Span span) {
    return Errors.position(source, span);
  }
}
