/** Roles in vaults: who may do what where access policies have no effect. */
package dev.freehold.shell.azure.roles;
