/**
 * Administrators' orders to move keys: which mailboxes or sites they name, which policy these go
 * to, and who has to agree before content leaves a locked policy.
 */
package dev.freehold.custody.orders;
