package dev.freehold.powershell.syntax;

/** A piece of a text that is being typed. */
public record Token(TokenKind kind, Span span) {}
