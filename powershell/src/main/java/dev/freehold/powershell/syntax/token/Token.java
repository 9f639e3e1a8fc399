package dev.freehold.powershell.syntax.token;

import dev.freehold.powershell.syntax.Span;

/** A token of a text that is being typed. */
public record Token(TokenKind kind, Span span) {}
