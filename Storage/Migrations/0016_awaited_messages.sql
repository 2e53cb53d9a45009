-- Messages that somebody waits for have a reader of the feed of their own. It begins where the one reader was until now.
insert into feed_cursor (key, version, state)
select 'awaited-messages', 1, state from feed_cursor where key = 'mail-delivery' and state is not null;
