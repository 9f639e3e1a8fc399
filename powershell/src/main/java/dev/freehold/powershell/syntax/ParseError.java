package dev.freehold.powershell.syntax;

/**
 * Why a text cannot be parsed.
 *
 * @param id PowerShell's FullyQualifiedErrorId
 * @param message PowerShell's text
 * @param span where
 */
public record ParseError(String id, String message, Span span) {}
