-- A figure may stand in two rows of a page: its box then takes in both, which the comment did not say.

comment on column mention.box is
    '数字所在各行在页面上的位置：左、上、右、下，各占页宽页高的比例 / Box of the rows that it stands in: left, top, right, bottom in shares of the page';
