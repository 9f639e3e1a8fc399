/** The cmdlet that searches the audit log. */
package dev.freehold.shell.exchange.audit;
