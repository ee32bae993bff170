-- Where a quantity stands in an original that has pages, and whether it was recognised well there.

alter table mention add column page integer;
alter table mention add column box varchar default '';
alter table mention add column doubtful boolean default false;

comment on column mention.page is
    '原件中的页码，从1起；原件不分页则空 / Page of the original, from 1; null where it has no pages';
comment on column mention.box is
    '所在行在页面上的位置：左、上、右、下，各占页宽页高的比例 / Box of its row: left, top, right, bottom in shares of the page';
comment on column mention.doubtful is
    '识别自图像且有字把握不大 / Recognised in a picture, a sign of it with little confidence';
