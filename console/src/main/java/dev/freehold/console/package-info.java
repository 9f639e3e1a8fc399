/**
 * The web console: pages for a tenant's administrators, approvers, auditors and the operator. It is
 * a client of the REST API within the process ({@code Api}): what a page shows and does passes the
 * same checks as a request from outside, and the ledger has it in the same words.
 */
package dev.freehold.console;
