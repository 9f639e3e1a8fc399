/**
 * Groups of a tenant's people and applications. What is given to a group, its members have: who is
 * a member is looked up when something is decided, and never kept in a token.
 */
package dev.freehold.custody.groups;
