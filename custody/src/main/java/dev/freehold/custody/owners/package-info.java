/**
 * Mailboxes and sites as owners of keys: how they get one, which policy has to cover them, the geos
 * that sites belong to, and how their keys are destroyed.
 */
package dev.freehold.custody.owners;
