/**
 * Views: whether objects of a type are shown as a list, as a table or wide, and the views of the
 * language's own types.
 */
package dev.freehold.powershell.view;
