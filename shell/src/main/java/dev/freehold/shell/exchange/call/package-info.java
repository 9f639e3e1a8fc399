/**
 * What the cmdlets of Exchange share: the connection, its errors, how objects are named and listed.
 */
package dev.freehold.shell.exchange.call;
