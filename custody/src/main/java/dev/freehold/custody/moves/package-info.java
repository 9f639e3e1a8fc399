/**
 * Jobs that move mailboxes and sites between policies, after an administrator has assigned a policy
 * to mailboxes, to the tenant or to a geo, and the progress of these moves.
 */
package dev.freehold.custody.moves;
