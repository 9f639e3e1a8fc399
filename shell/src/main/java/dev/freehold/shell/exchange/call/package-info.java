/**
 * What the Exchange cmdlets share: the connection, its errors, and how objects are named and
 * listed.
 */
package dev.freehold.shell.exchange.call;
