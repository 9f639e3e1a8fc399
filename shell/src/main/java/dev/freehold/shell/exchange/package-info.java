/**
 * The cmdlets of Exchange Online: connection, policies, recipients, moves, audit log and requests
 * for access. All but Connect-ExchangeOnline exist only while you are connected.
 */
package dev.freehold.shell.exchange;
